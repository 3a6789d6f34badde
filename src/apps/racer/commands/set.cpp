// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../servercommand.h"
#include "commands.h"

using namespace Qt::StringLiterals;

namespace {

class SetCommand : public ServerCommand
{
    void describeMore(QCommandLineParser &parser) override
    {
        parser.setApplicationDescription(
            u"Sets the value at PATH: a document (COLLECTION.ID), which is created if it is not there, or a place in\n"
            "one; ends with 3 if that document is not there. JSON is read from stdin if it is not given, or is -."_s);
        parser.addPositionalArgument(u"PATH"_s, u"Where: todos.t1 or todos.t1.title"_s, u"PATH"_s);
        parser.addPositionalArgument(u"JSON"_s, u"The value: '\"text\"', 5, '{\"done\": true}'"_s, u"[JSON]"_s);
        parser.addOption({u"diff"_s, u"Change only what differs, inside objects and lists too."_s});
    }

    void prepare(const QCommandLineParser &parser, const QStringList &arguments) override
    {
        checkArgumentCount(arguments, 1, 2);
        m_path = documentPath(arguments.first());
        m_value = jsonArgument(arguments.size() > 1 ? std::optional(arguments.at(1)) : std::nullopt);
        m_diff = parser.isSet(u"diff"_s);
    }

    void run() override
    {
        after(model().fetch(m_path.mid(0, 2)), [this] {
            const bool isDocument = m_path.size() == 2;
            if (model().get(m_path.mid(0, 2)).isUndefined()) {
                if (!isDocument)
                    return fail(u"there is no document %1"_s.arg(m_path.mid(0, 2).toString()), ExitCode::NotFound);
                return after(model().create(m_path, m_value), [this] { end(ExitCode::Ok); });
            }
            after(m_diff ? model().setDiffDeep(m_path, m_value) : model().set(m_path, m_value),
                  [this] { end(ExitCode::Ok); });
        });
    }

    Racer::Path m_path;
    Racer::Value m_value;
    bool m_diff = false;
};

} // namespace

std::unique_ptr<Command> makeSetCommand()
{
    return std::make_unique<SetCommand>();
}
