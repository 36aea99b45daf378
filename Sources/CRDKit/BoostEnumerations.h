#pragma once

// Boost before 1.81 casts values outside the range of three of its enumerations in constant
// expressions, which clang refuses from version 16 on because these enumerations have no fixed
// underlying type. Here they have one; defining the guards of Boost's own headers keeps those
// from declaring them again. Include this before the first header of RDKit.

#include <boost/version.hpp>

#if BOOST_VERSION < 108100

#define BOOST_NUMERIC_CONVERSION_INT_FLOAT_MIXTURE_ENUM_FLC_12NOV2002_HPP
#define BOOST_NUMERIC_CONVERSION_SIGN_MIXTURE_ENUM_FLC_12NOV2002_HPP
#define BOOST_NUMERIC_CONVERSION_UDT_BUILTIN_MIXTURE_ENUM_FLC_12NOV2002_HPP

namespace boost {
namespace numeric {

enum int_float_mixture_enum : int {
    integral_to_integral,
    integral_to_float,
    float_to_integral,
    float_to_float
};

enum sign_mixture_enum : int {
    unsigned_to_unsigned,
    signed_to_signed,
    signed_to_unsigned,
    unsigned_to_signed
};

enum udt_builtin_mixture_enum : int {
    builtin_to_builtin,
    builtin_to_udt,
    udt_to_builtin,
    udt_to_udt
};

}  // namespace numeric
}  // namespace boost

#endif
