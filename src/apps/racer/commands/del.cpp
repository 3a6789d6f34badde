// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../servercommand.h"
#include "commands.h"

using namespace Qt::StringLiterals;

namespace {

class DelCommand : public ServerCommand
{
    void describeMore(QCommandLineParser &parser) override
    {
        parser.setApplicationDescription(
            u"Deletes the document COLLECTION.ID, or what is at a path in it. Ends with 3 if there is nothing."_s);
        parser.addPositionalArgument(u"PATH"_s, u"What to delete: todos.t1 or todos.t1.title"_s, u"PATH"_s);
    }

    void prepare(const QCommandLineParser &, const QStringList &arguments) override
    {
        checkArgumentCount(arguments, 1, 1);
        m_path = documentPath(arguments.first());
    }

    void run() override
    {
        after(model().fetch(m_path.mid(0, 2)), [this] {
            if (model().get(m_path).isUndefined())
                return fail(u"there is nothing at %1"_s.arg(m_path.toString()), ExitCode::NotFound);
            after(model().del(m_path), [this] { end(ExitCode::Ok); });
        });
    }

    Racer::Path m_path;
};

} // namespace

std::unique_ptr<Command> makeDelCommand()
{
    return std::make_unique<DelCommand>();
}
