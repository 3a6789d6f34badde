// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../model/modeltest.h"
#include "../model/twomodels.h"

#include <Racer/propertybinding.h>

#include <QtCore/QPointer>
#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateEdit>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QSlider>
#include <QtWidgets/QSpinBox>

using namespace Racer;
using namespace ModelTest;

namespace {

using Make = QWidget *(*)();

template<typename T>
QWidget *make()
{
    return new T;
}

QWidget *makeChoice()
{
    auto *box = new QComboBox;
    box->addItems({QStringLiteral("red"), QStringLiteral("green")});
    return box;
}

} // namespace

Q_DECLARE_METATYPE(Make)

class tst_Bind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void userProperties_data();
    void userProperties();
    void labelsOnlyShow();
    void namedProperties();
    void entriesByData();
    void aNumberStaysANumber();
    void converters();
    void changesOfOthersAreNotWrittenBack();
    void valuesThatAWidgetCannotShow();
    void caretAndSelectionStay_data();
    void caretAndSelectionStay();
    void writtenWhenFinished();
    void refusedWritesAreShown();
    void anotherPath();
    void lifetimes();
    void anUnknownProperty();
    void twoClients();
};

void tst_Bind::userProperties_data()
{
    QTest::addColumn<Make>("make");
    QTest::addColumn<QString>("property");
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QVariant>("shown");
    QTest::addColumn<QVariant>("edited");
    QTest::addColumn<QString>("written");

    QTest::newRow("QLineEdit") << Make(make<QLineEdit>) << u"text"_qs << QByteArray(R"("a")") << QVariant(u"a"_qs)
                               << QVariant(u"b"_qs) << u"\"b\""_qs;
    QTest::newRow("QPlainTextEdit") << Make(make<QPlainTextEdit>) << u"plainText"_qs << QByteArray(R"("a\nb")")
                                    << QVariant(u"a\nb"_qs) << QVariant(u"b"_qs) << u"\"b\""_qs;
    QTest::newRow("QSpinBox") << Make(make<QSpinBox>) << u"value"_qs << QByteArray("7") << QVariant(7) << QVariant(9)
                              << u"9"_qs;
    QTest::newRow("QDoubleSpinBox") << Make(make<QDoubleSpinBox>) << u"value"_qs << QByteArray("1.5") << QVariant(1.5)
                                    << QVariant(2.25) << u"2.25"_qs;
    QTest::newRow("QSlider") << Make(make<QSlider>) << u"value"_qs << QByteArray("7") << QVariant(7) << QVariant(9)
                             << u"9"_qs;
    QTest::newRow("QCheckBox") << Make(make<QCheckBox>) << u"checked"_qs << QByteArray("true") << QVariant(true)
                               << QVariant(false) << u"false"_qs;
    QTest::newRow("QComboBox") << Make(makeChoice) << u"currentText"_qs << QByteArray(R"("green")")
                               << QVariant(u"green"_qs) << QVariant(u"red"_qs) << u"\"red\""_qs;
    QTest::newRow("QDateEdit") << Make(make<QDateEdit>) << u"date"_qs << QByteArray(R"("2024-02-29")")
                               << QVariant(QDate(2024, 2, 29)) << QVariant(QDate(2024, 3, 1))
                               << u"\"2024-03-01\""_qs;
    QTest::newRow("QDateTimeEdit, of milliseconds")
        << Make(make<QDateTimeEdit>) << u"dateTime"_qs << QByteArray("86400000")
        << QVariant(QDateTime::fromMSecsSinceEpoch(86'400'000)) << QVariant(QDateTime::fromMSecsSinceEpoch(86'460'000))
        << u"86460000"_qs;
}

void tst_Bind::userProperties()
{
    QFETCH(Make, make);
    QFETCH(QString, property);
    QFETCH(QByteArray, start);
    QFETCH(QVariant, shown);
    QFETCH(QVariant, edited);
    QFETCH(QString, written);

    RootModel model;
    const Model at = model.at(u"_page.form.value");
    at.set(json(start.constData()));
    const std::unique_ptr<QWidget> widget(make());
    const PropertyBinding *binding = bind(at, widget.get());
    QCOMPARE(QString::fromLatin1(binding->property()), property);
    QCOMPARE(binding->target(), widget.get());
    QCOMPARE(binding->path(), u"_page.form.value"_qs);
    QCOMPARE(widget->property(binding->property()), shown);
    Log log(model);
    widget->setProperty(binding->property(), edited);
    QCOMPARE(text(at.get()), written);
    QCOMPARE(log.take().size(), 1);
    at.set(json(start.constData()));
    QCOMPARE(widget->property(binding->property()), shown);
    QCOMPARE(log.take().size(), 1); // nothing is written back
    model.del(u"_page.form");
    QCOMPARE(log.take().size(), 1);
    QVERIFY(at.get().isUndefined());
    if (property != u"date" && property != u"dateTime") // these cannot be empty, and stay as they are
        QCOMPARE(widget->property(binding->property()).toString(), QVariant(shown.metaType()).toString());
    if (property == u"currentText")
        return;
    // A path that is not there yet.
    widget->setProperty(binding->property(), shown);
    widget->setProperty(binding->property(), edited);
    QVERIFY(!at.get().isUndefined());
}

void tst_Bind::labelsOnlyShow()
{
    RootModel model;
    model.set(u"_page.total", 12.5);
    QLabel label;
    bind(model.at(u"_page.total"), &label);
    QCOMPARE(label.text(), u"12.5"_qs);
    model.increment(u"_page.total", 1);
    QCOMPARE(label.text(), u"13.5"_qs);
    label.setText(u"other"_qs);
    QCOMPARE(model.get(u"_page.total"), Value(13.5));
    model.del(u"_page.total");
    QCOMPARE(label.text(), QString());
}

void tst_Bind::namedProperties()
{
    RootModel model;
    QLineEdit edit;
    QAction action;
    action.setCheckable(true);
    QProgressBar bar;
    model.set(u"_page.x", json(R"({"hint":"Name","on":true,"done":40})"));
    bind(model.at(u"_page.x.hint"), &edit, "placeholderText");
    bind(model.at(u"_page.x.on"), &edit, "enabled");
    bind(model.at(u"_page.x.on"), &action, "checked");
    bind(model.at(u"_page.x.done"), &bar, "value");
    QCOMPARE(edit.placeholderText(), u"Name"_qs);
    QCOMPARE(bar.value(), 40);
    QVERIFY(action.isChecked());
    action.setChecked(false);
    QVERIFY(!edit.isEnabled());
    QCOMPARE(model.get(u"_page.x.on"), Value(false));
}

void tst_Bind::entriesByData()
{
    RootModel model;
    model.set(u"_page.state", 2);
    QComboBox box;
    box.addItem(u"Open"_qs, 1);
    box.addItem(u"Paid"_qs, 2);
    bind(model.at(u"_page.state"), &box, "currentData");
    QCOMPARE(box.currentText(), u"Paid"_qs);
    box.setCurrentIndex(0);
    QCOMPARE(model.get(u"_page.state"), Value(1));
    model.set(u"_page.state", 7);
    QCOMPARE(box.currentIndex(), -1); // no entry, and that is not written
    QCOMPARE(model.get(u"_page.state"), Value(7));
}

void tst_Bind::aNumberStaysANumber()
{
    RootModel model;
    model.set(u"_page.n", 5);
    QLineEdit edit;
    PropertyBinding *binding = bind(model.at(u"_page.n"), &edit);
    QCOMPARE(edit.text(), u"5"_qs);
    edit.setText(u"12"_qs);
    QCOMPARE(text(model.get(u"_page.n")), u"12"_qs);
    // What is none reaches RootModel::error, or whoever looks.
    QSignalSpy errors(&model, &RootModel::error);
    edit.setText(u"twelve"_qs);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.first().first().value<Error>().message(),
             u"\"twelve\" cannot be converted to double at _page.n"_qs);
    QSignalSpy failures(binding, &PropertyBinding::failed);
    edit.setText(u"thirteen"_qs);
    QCOMPARE(failures.size(), 1);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(text(model.get(u"_page.n")), u"12"_qs);
    binding->revert();
    QCOMPARE(edit.text(), u"12"_qs);
}

void tst_Bind::converters()
{
    RootModel model;
    model.set(u"_page.tags", json(R"(["a","b"])"));
    QLineEdit edit;
    const auto fromProperty = [](const QVariant &property) {
        Value tags = Value::array();
        for (const QString &tag : property.toString().split(u',', Qt::SkipEmptyParts)) {
            if (tag.contains(u'!'))
                throw Error(u"No tag has a !"_qs);
            tags.append(Value(tag.trimmed()));
        }
        return tags;
    };
    bind(model.at(u"_page.tags"), &edit, nullptr,
         {.toProperty = [](const Value &value) {
              QStringList tags;
              for (const Value &tag : value.elements())
                  tags.append(tag.toString());
              return QVariant(tags.join(u", "));
          },
          .fromProperty = fromProperty});
    QCOMPARE(edit.text(), u"a, b"_qs);
    QTest::keyClicks(&edit, u", c "_qs);
    QCOMPARE(text(model.get(u"_page.tags")), u"[\"a\",\"b\",\"c\"]"_qs);
    QCOMPARE(edit.text(), u"a, b, c "_qs); // what was typed stays as it was typed
    QSignalSpy errors(&model, &RootModel::error);
    QTest::keyClicks(&edit, u"!"_qs);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(text(model.get(u"_page.tags")), u"[\"a\",\"b\",\"c\"]"_qs);
}

void tst_Bind::changesOfOthersAreNotWrittenBack()
{
    RootModel model;
    model.set(u"_page.x", 1);
    QSpinBox box;
    QSlider slider;
    bind(model.at(u"_page.x"), &box);
    bind(model.at(u"_page.x"), &slider);
    Log log(model);
    model.set(u"_page.x", 5);
    QCOMPARE(log.take(), QStringList{u"change _page.x 5 1"_qs});
    QCOMPARE(box.value(), 5);
    slider.setValue(8);
    QCOMPARE(log.take(), QStringList{u"change _page.x 8 5"_qs});
    QCOMPARE(box.value(), 8);
}

void tst_Bind::valuesThatAWidgetCannotShow()
{
    RootModel model;
    model.set(u"_page.x", 500);
    QSpinBox box; // 0 to 99
    bind(model.at(u"_page.x"), &box);
    QCOMPARE(box.value(), 99);
    QCOMPARE(model.get(u"_page.x"), Value(500));
    QSignalSpy errors(&model, &RootModel::error);
    model.set(u"_page.x", u"text"_qs);
    QCOMPARE(box.value(), 0);
    QCOMPARE(model.get(u"_page.x").toString(), u"text"_qs);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.first().first().value<Error>().message(), u"\"text\" cannot be shown as int at _page.x"_qs);
}

void tst_Bind::caretAndSelectionStay_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<int>("anchor");
    QTest::addColumn<int>("caret");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("selected");
    QTest::addColumn<int>("caretAfter");
    QTest::newRow("inserted ahead") << u"world"_qs << 2 << 2 << u"hello world"_qs << QString() << 8;
    QTest::newRow("inserted behind") << u"world"_qs << 2 << 2 << u"world!"_qs << QString() << 2;
    QTest::newRow("removed ahead") << u"hello world"_qs << 8 << 8 << u"world"_qs << QString() << 2;
    QTest::newRow("removed around it") << u"hello world"_qs << 5 << 5 << u"held"_qs << QString() << 3;
    QTest::newRow("a selection") << u"a word here"_qs << 2 << 6 << u"just a word here"_qs << u"word"_qs << 11;
    QTest::newRow("one to the left") << u"a word here"_qs << 6 << 2 << u"just a word here"_qs << u"word"_qs << 7;
}

void tst_Bind::caretAndSelectionStay()
{
    QFETCH(QString, before);
    QFETCH(int, anchor);
    QFETCH(int, caret);
    QFETCH(QString, after);
    QFETCH(QString, selected);
    QFETCH(int, caretAfter);
    RootModel model;
    model.set(u"_page.text", before);
    QLineEdit edit;
    bind(model.at(u"_page.text"), &edit, "text");
    if (anchor == caret)
        edit.setCursorPosition(caret);
    else
        edit.setSelection(anchor, caret - anchor);
    model.set(u"_page.text", after);
    QCOMPARE(edit.text(), after);
    QCOMPARE(edit.selectedText(), selected);
    QCOMPARE(edit.cursorPosition(), caretAfter);
}

void tst_Bind::writtenWhenFinished()
{
    RootModel model;
    model.set(u"_page.text", u"a"_qs);
    QLineEdit edit;
    PropertyBinding *binding =
        bind(model.at(u"_page.text"), &edit, "text", {.write = BindOptions::Write::Finished});
    QTest::keyClicks(&edit, u"bc"_qs);
    QCOMPARE(model.get(u"_page.text").toString(), u"a"_qs);
    model.set(u"_page.text", u"other"_qs); // does not disturb who types
    QCOMPARE(edit.text(), u"abc"_qs);
    QTest::keyClick(&edit, Qt::Key_Return);
    QCOMPARE(model.get(u"_page.text").toString(), u"abc"_qs);
    model.set(u"_page.text", u"other"_qs);
    QCOMPARE(edit.text(), u"other"_qs);
    edit.setText(u"x"_qs);
    binding->revert();
    QCOMPARE(edit.text(), u"other"_qs);
    edit.setText(u"y"_qs);
    binding->submit();
    QCOMPARE(model.get(u"_page.text").toString(), u"y"_qs);

    model.set(u"_page.n", 1);
    QSlider slider; // never says that it has finished
    bind(model.at(u"_page.n"), &slider, "value", {.write = BindOptions::Write::Finished});
    slider.setValue(5);
    QCOMPARE(model.get(u"_page.n"), Value(5));

    QLineEdit shown;
    bind(model.at(u"_page.text"), &shown, "text", {.write = BindOptions::Write::Never});
    shown.setText(u"z"_qs);
    QCOMPARE(model.get(u"_page.text").toString(), u"y"_qs);
}

void tst_Bind::refusedWritesAreShown()
{
    RootModel model;
    model.set(u"_page.scalar", 3);
    QLineEdit edit;
    bind(model.at(u"_page.scalar.x"), &edit);
    QSignalSpy errors(&model, &RootModel::error);
    edit.setText(u"a"_qs); // there is nothing below a number
    QCOMPARE(errors.size(), 1);
    QCOMPARE(edit.text(), QString());
}

void tst_Bind::anotherPath()
{
    RootModel model;
    model.set(u"_page.a", u"A"_qs);
    model.set(u"_page.b", u"B"_qs);
    QLineEdit edit;
    PropertyBinding *binding = bind(model.at(u"_page.a"), &edit);
    QSignalSpy changes(binding, &PropertyBinding::sourceChanged);
    binding->setSource(model.at(u"_page.b"));
    QCOMPARE(changes.size(), 1);
    QCOMPARE(edit.text(), u"B"_qs);
    edit.setText(u"BB"_qs);
    QCOMPARE(text(model.get(u"_page")), u"{\"a\":\"A\",\"b\":\"BB\"}"_qs);
    binding->clearSource();
    QCOMPARE(binding->path(), QString());
    QVERIFY(!binding->source().isValid());
    edit.setText(u"nowhere"_qs);
    QCOMPARE(text(model.get(u"_page")), u"{\"a\":\"A\",\"b\":\"BB\"}"_qs);
}

void tst_Bind::lifetimes()
{
    auto model = std::make_unique<RootModel>();
    model->set(u"_page.a", u"A"_qs);
    auto first = std::make_unique<QLineEdit>();
    QLineEdit second;
    const QPointer<PropertyBinding> binding = bind(model->at(u"_page.a"), first.get());
    bind(model->at(u"_page.a"), &second);
    first.reset();
    QVERIFY(!binding);
    model->removeAllListeners(); // a user's own do not keep widgets from following
    model->set(u"_page.a", u"B"_qs);
    QCOMPARE(second.text(), u"B"_qs);
    model.reset();
    QCOMPARE(second.text(), u"B"_qs);
    second.setText(u"C"_qs);
}

void tst_Bind::anUnknownProperty()
{
    RootModel model;
    model.set(u"_page.a", u"A"_qs);
    QLineEdit edit;
    QSignalSpy errors(&model, &RootModel::error);
    bind(model.at(u"_page.a"), &edit, "txet");
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.first().first().value<Error>().message(),
             u"QLineEdit has no property \"txet\" to bind to _page.a"_qs);
    model.set(u"_page.a", u"B"_qs);
}

void tst_Bind::twoClients()
{
    TwoModels two;
    QVERIFY(confirmed(two.m.create(u"docs.d", json(R"({"title":"one"})"))));
    QVERIFY(confirmed(two.m.subscribe(u"docs.d")));
    QVERIFY(confirmed(two.o.subscribe(u"docs.d")));
    QLineEdit mine;
    QLineEdit theirs;
    bind(two.m.at(u"docs.d.title"), &mine);
    bind(two.o.at(u"docs.d.title"), &theirs);
    QCOMPARE(theirs.text(), u"one"_qs);
    QTest::keyClicks(&mine, u" more"_qs);
    QTRY_COMPARE(theirs.text(), u"one more"_qs);
    theirs.setCursorPosition(0);
    QTest::keyClicks(&theirs, u"> "_qs);
    QTRY_COMPARE(mine.text(), u"> one more"_qs);
    QCOMPARE(mine.cursorPosition(), 10); // at the end, where it was
    QVERIFY(two.settle());
    QCOMPARE(two.m.get(u"docs.d.title"), two.o.get(u"docs.d.title"));
}

QTEST_MAIN(tst_Bind)
#include "tst_bind.moc"
