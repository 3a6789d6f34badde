// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include "commands.h"

const QList<CommandEntry> &commands()
{
    static const QList<CommandEntry> all{
        {"get", "Print the value at a path.", makeGetCommand},
        {"set", "Set the value at a path.", makeSetCommand},
        {"del", "Delete a document or what is at a path in it.", makeDelCommand},
        {"add", "Add a document, print its id.", makeAddCommand},
        {"query", "Print the documents that a query finds.", makeQueryCommand},
        {"watch", "Print what happens to a document, a collection or a query.", makeWatchCommand},
        {"ops", "Print the history of a document.", makeOpsCommand},
        {"export", "Write collections as JSON lines.", makeExportCommand},
        {"import", "Create documents from JSON lines.", makeImportCommand},
#ifdef RACER_WITH_SCRIPT
        {"run", "Run a JavaScript program.", makeRunCommand},
#endif
    };
    return all;
}
