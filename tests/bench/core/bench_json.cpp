// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "measure.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

// Reading and writing JSON, against QJsonDocument with and without the QVariants that an application works on.

using namespace Racer;

namespace {

QByteArray opText()
{
    return R"({"a":"op","c":"todos","d":"5f1d6e9c-2b7a-4d0e-9f61-0f6a3c1b7e22","v":127,)"
           R"("src":"b3f09d2c8e7a4f51a6d0c3e2f1b4a597","seq":41,)"
           R"("op":[{"p":["items",3,"title"],"od":"Write the docs","oi":"Write them"}],"x":{}})";
}

QByteArray documentText(int items)
{
    Value document = Value::object({{u"name", u"A list"_qs}, {u"version", 3}});
    Value list = Value::array();
    for (int i = 0; i < items; ++i) {
        list.append(Value::object({
            {u"id", u"item-%1"_qs.arg(i)},
            {u"title", u"Title no. %1, caf\u00e9"_qs.arg(i * 7919 % 1000)},
            {u"done", i % 3 == 0},
            {u"order", i * 1.25},
            {u"tags", Value::array({u"red"_qs, u"blue"_qs, u"x%1"_qs.arg(i)})},
            {u"position", Value::object({{u"x", i * 0.37}, {u"y", -i}})},
            {u"parent", nullptr},
        }));
    }
    document.set(u"items", list);
    return Json::stringify(document);
}

void benchmark(Report &report, const char *name, const QByteArray &text)
{
    std::printf("\n%s: %lld bytes\n", name, static_cast<long long>(text.size()));
    const auto key = [&](const char *what) { return QByteArray(name) + '_' + what; };
    const double megabytes = double(text.size()) * 1e3;

    const double parse = report.row("read, Racer", [&] { (void)Json::parse(text); });
    const double qt = report.row("read, QJsonDocument", [&] { (void)QJsonDocument::fromJson(text); }, parse);
    const double variant = report.row("read, QJsonDocument and its QVariant", [&] {
        (void)QJsonDocument::fromJson(text).toVariant();
    }, parse);
    const QString wide = QString::fromUtf8(text);
    report.row("read UTF-16, Racer", [&] { (void)Json::parse(wide); }, parse);

    const Value value = Json::parse(text);
    const QJsonDocument document = QJsonDocument::fromJson(text);
    const double write = report.row("write, Racer", [&] { (void)Json::stringify(value); });
    const double qtWrite = report.row("write, QJsonDocument", [&] {
        (void)document.toJson(QJsonDocument::Compact);
    }, write);
    std::printf("  Racer reads %.0f MB/s and writes %.0f MB/s\n", megabytes / parse, megabytes / write);

    report.figure(key("read_ns").constData(), parse);
    report.figure(key("write_ns").constData(), write);
    report.figure(key("read_qjsondocument_ratio").constData(), qt / parse);
    report.figure(key("read_qvariant_ratio").constData(), variant / parse);
    report.figure(key("write_qjsondocument_ratio").constData(), qtWrite / write);
}

} // namespace

int main()
{
    Report report;
    benchmark(report, "op", opText());
    benchmark(report, "document", documentText(20));
    benchmark(report, "large", documentText(9000));
    return 0;
}
