// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../output.h"
#include "../servercommand.h"
#include "commands.h"

using namespace Qt::StringLiterals;

namespace {

class GetCommand : public ServerCommand
{
    void describeMore(QCommandLineParser &parser) override
    {
        parser.setApplicationDescription(
            u"Prints the value at PATH, the path of a document (COLLECTION.ID) or below, as one line of JSON.\n"
            "Ends with 3 if there is none."_s);
        parser.addPositionalArgument(u"PATH"_s, u"What to print: todos.t1 or todos.t1.title"_s, u"PATH"_s);
    }

    void prepare(const QCommandLineParser &, const QStringList &arguments) override
    {
        checkArgumentCount(arguments, 1, 1);
        m_path = documentPath(arguments.first());
    }

    void run() override
    {
        after(model().fetch(m_path.mid(0, 2)), [this] {
            const Racer::Value value = model().get(m_path);
            if (value.isUndefined())
                return fail(u"there is nothing at %1"_s.arg(m_path.toString()), ExitCode::NotFound);
            Output::json(value);
            end(ExitCode::Ok);
        });
    }

    Racer::Path m_path;
};

} // namespace

std::unique_ptr<Command> makeGetCommand()
{
    return std::make_unique<GetCommand>();
}
