// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "../output.h"
#include "../servercommand.h"
#include "commands.h"

using namespace Qt::StringLiterals;

namespace {

class AddCommand : public ServerCommand
{
    void describeMore(QCommandLineParser &parser) override
    {
        parser.setApplicationDescription(
            u"Adds a document to COLLECTION and prints its id as plain text. Its member \"id\" is used if it has one.\n"
            "JSON is read from stdin if it is not given, or is -."_s);
        parser.addPositionalArgument(u"COLLECTION"_s, u"Where"_s, u"COLLECTION"_s);
        parser.addPositionalArgument(u"JSON"_s, u"The document, an object"_s, u"[JSON]"_s);
    }

    void prepare(const QCommandLineParser &, const QStringList &arguments) override
    {
        checkArgumentCount(arguments, 1, 2);
        m_collection = collectionName(arguments.first());
        m_document = jsonArgument(arguments.size() > 1 ? std::optional(arguments.at(1)) : std::nullopt);
        if (!m_document.isObject())
            throw UsageError{u"a document to add is an object, not %1"_s.arg(m_document.toDisplayString())};
    }

    void run() override
    {
        const Racer::Mutation added = model().add(Racer::Path({m_collection}), m_document);
        after(added, [this, id = added.value().toString()] {
            Output::line(id);
            end(ExitCode::Ok);
        });
    }

    Racer::Key m_collection;
    Racer::Value m_document;
};

} // namespace

std::unique_ptr<Command> makeAddCommand()
{
    return std::make_unique<AddCommand>();
}
