// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "modelprogram.h"

namespace ModelProgram {

[[nodiscard]] QString textOfEvent(const Racer::Event &event, const QString &path = {});

// Makes the functions that programs name known to a model.
void registerFunctions(const Racer::RootModel &model);

// A path as a program writes it: text, a number, or {"$": "model", "path": text}.
class Place
{
public:
    Place(const Racer::Model &model, const Racer::Value &value);
    [[nodiscard]] Racer::PathArg arg() const;

private:
    QString m_text;
    std::optional<Racer::Model> m_model;
    std::optional<qsizetype> m_index;
};

// One call of a step: Racer's argument forms, told apart as Racer tells them.
class Call
{
public:
    Call(Run &run, Racer::Model model, QString method, const Racer::Value &step, QString prefix);

    Racer::Value perform();

private:
    [[nodiscard]] std::optional<Racer::Mutation> mutate() const;
    [[nodiscard]] std::optional<Racer::Mutation> mutateArray() const;
    [[nodiscard]] bool load();
    [[nodiscard]] bool loadQuery();
    [[nodiscard]] bool listen();
    [[nodiscard]] bool derive();
    [[nodiscard]] bool refer();
    [[nodiscard]] bool compute();
    [[nodiscard]] bool filter();
    [[nodiscard]] bool useFilter(Racer::Filter &filter, const QString &method);
    [[nodiscard]] bool finish();
    [[nodiscard]] bool release();
    [[nodiscard]] std::optional<Racer::Value> read() const;
    [[nodiscard]] QStringList paths(const Racer::Value &list) const;
    void confirm(const Racer::Confirmation &confirmation) const;
    void answer(const Racer::Release &release) const;
    template<typename T>
    [[nodiscard]] static T &named(std::map<QString, std::shared_ptr<T>> &objects, const QString &name)
    {
        const auto found = objects.find(name);
        if (found == objects.end())
            throw Racer::Error(u"nothing is named "_qs + name);
        return *found->second;
    }
    void show(const Racer::Model &model) const;
    void show(const Racer::Value &value) const;

    [[nodiscard]] int count() const { return int(m_args.size()); }
    [[nodiscard]] bool isNumber(int i) const { return m_args.at(i).isNumber(); }
    [[nodiscard]] Racer::Value value(int i) const { return m_run.decode(m_model, m_args.at(i)); }
    [[nodiscard]] Place place(int i) const { return Place(m_model, m_args.at(i)); }

    [[nodiscard]] qsizetype index(int i) const;

    Run &m_run;
    const Racer::Model m_model;
    const QString m_method;
    const QString m_prefix;
    Racer::Value m_args; // as they are written
};

} // namespace ModelProgram
