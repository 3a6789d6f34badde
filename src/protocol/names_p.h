// SPDX-FileCopyrightText: 2026 The Racer for Qt authors
// SPDX-License-Identifier: MIT
#pragma once

#include <Racer/key.h>

namespace Racer::Protocol {

// The keys of messages, made once.
struct Names
{
    const Key a{u"a"}, b{u"b"}, c{u"c"}, d{u"d"}, i{u"i"}, m{u"m"}, o{u"o"}, p{u"p"}, q{u"q"}, r{u"r"}, t{u"t"},
        v{u"v"}, x{u"x"};
    const Key ch{u"ch"}, code{u"code"}, create{u"create"}, data{u"data"}, del{u"del"}, diff{u"diff"},
        error{u"error"}, extra{u"extra"}, fixup{u"fixup"}, from{u"from"}, howMany{u"howMany"}, id{u"id"},
        index{u"index"}, message{u"message"}, op{u"op"}, protocol{u"protocol"}, protocolMinor{u"protocolMinor"},
        pv{u"pv"}, seq{u"seq"}, src{u"src"}, to{u"to"}, ts{u"ts"}, type{u"type"}, values{u"values"};
    // Values of "a" and of a diff's "type"
    const Key bf{u"bf"}, bs{u"bs"}, bu{u"bu"}, f{u"f"}, hs{u"hs"}, init{u"init"}, insert{u"insert"}, move{u"move"},
        nf{u"nf"}, nt{u"nt"}, pp{u"pp"}, pr{u"pr"}, ps{u"ps"}, pu{u"pu"}, qf{u"qf"}, qs{u"qs"}, qu{u"qu"},
        remove{u"remove"}, s{u"s"}, u{u"u"};
};

inline const Names &names()
{
    static const Names instance;
    return instance;
}

} // namespace Racer::Protocol
