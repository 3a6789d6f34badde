// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include "../command.h"

#include <QtCore/QList>

#include <memory>

// The commands by their names.
struct CommandEntry
{
    const char *name;
    const char *summary;
    std::unique_ptr<Command> (*make)();
};

[[nodiscard]] const QList<CommandEntry> &commands();

std::unique_ptr<Command> makeAddCommand();
std::unique_ptr<Command> makeDelCommand();
std::unique_ptr<Command> makeExportCommand();
std::unique_ptr<Command> makeGetCommand();
std::unique_ptr<Command> makeImportCommand();
std::unique_ptr<Command> makeOpsCommand();
std::unique_ptr<Command> makeQueryCommand();
std::unique_ptr<Command> makeRunCommand();
std::unique_ptr<Command> makeSetCommand();
std::unique_ptr<Command> makeWatchCommand();
