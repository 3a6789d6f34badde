// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#include <Racer/quickmodelsections.h>

namespace Racer {

/*!
    \qmltype ModelSections
    \inqmlmodule Racer
    \inherits QAbstractListModel
    \nativetype Racer::QuickModelSections
    \brief The rows of a list with a header for each section, which can be collapsed.

    \qml
    ListView {
        model: ModelSections {
            source: ModelList { query: tasks; groupBy: "state" }
            collapsed: ["done"]
        }
        delegate: DelegateChooser {
            role: "isSection"
            DelegateChoice { roleValue: true; SectionHeader { } }
            DelegateChoice { TaskRow { } }
        }
    }
    \endqml

    See Racer::SectionModel for more.
*/

/*! \qmlproperty QAbstractItemModel ModelSections::source
    The list, which has to be in the order of its sections, as one with groupBy is. */
/*! \qmlproperty string ModelSections::sectionRole
    The name of the role that has the section of a row; \c "section" by default. */
/*! \qmlproperty list<string> ModelSections::collapsed
    The sections that are collapsed, or will be when they come. */
/*! \qmlproperty SectionList ModelSections::sections
    A model of the sections, with the roles \c section, \c count and \c collapsed. */
/*! \qmlproperty int ModelSections::count
    The number of rows, headers included. */
/*! \qmlmethod void ModelSections::toggle(string section)
    Collapses a section, or expands it; so do collapse() and expand(), and collapseAll() and expandAll() all of them. */
/*! \qmlmethod int ModelSections::sourceRow(int row)
    The row of the source that \a row shows, or -1. rowOf() is the other way. */

/*!
    \class Racer::QuickModelSections
    \inmodule Racer
    \brief The C++ side of the QML type ModelSections.

    Belongs to the thread of the QML engine.
*/
QuickModelSections::QuickModelSections(QObject *parent) : SectionModel(parent) { }

} // namespace Racer
