// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/filter.h>
#include <Racer/rootmodel.h>

#include <QtCore/QHash>
#include <QtCore/QStringList>

#include <map>
#include <memory>
#include <optional>

// Runs programs for models on the C++ API: steps written as JSON, as programs.js describes them, which does the same
// with the JavaScript API. Both give the same lines.
namespace ModelProgram {

// Where the models of a program live.
class Host
{
public:
    virtual ~Host() = default;
    [[nodiscard]] virtual std::unique_ptr<Racer::RootModel> createModel() = 0;
    // Members of operations that the server is to refuse.
    virtual void reject(const QString &member) = 0;
};

class LocalHost : public Host
{
public:
    std::unique_ptr<Racer::RootModel> createModel() override { return std::make_unique<Racer::RootModel>(); }
    void reject(const QString &) override { }
};

// A value as text that tells undefined, null and NaN apart and does not depend on the order of keys.
[[nodiscard]] QString text(const Racer::Value &value);

class Run
{
public:
    Run(const Racer::Value &program, Host &host);
    ~Run();

    // The lines of each step: events of all models, what it returned, its error.
    [[nodiscard]] QList<QStringList> run();
    [[nodiscard]] QList<QStringList> run(const Racer::Value &steps);

private:
    friend class Call;

    void prepare(const QString &name, const Racer::RootModel &model);
    void step(const Racer::Value &step);
    void settle();
    void write(const QString &line);
    void fail(const Racer::Error &error, const QString &prefix = {});
    [[nodiscard]] Racer::Value decode(const Racer::Model &model, const Racer::Value &value) const;
    [[nodiscard]] Racer::Model scoped(Racer::Model model, const Racer::Value &options) const;

    Racer::Value m_program;
    std::map<QString, std::unique_ptr<Racer::RootModel>> m_models;
    QStringList m_lines;
    QList<QStringList> m_errors; // of the steps that are running now, the innermost last
    QHash<QString, QString> m_ids;
    std::map<QString, Racer::Value> m_results;
    std::map<QString, Racer::Listener> m_listeners;
    std::map<QString, std::shared_ptr<Racer::ModelQuery>> m_queries;
    std::map<QString, std::shared_ptr<Racer::Filter>> m_filters;
    bool m_logging = false;
};

} // namespace ModelProgram
