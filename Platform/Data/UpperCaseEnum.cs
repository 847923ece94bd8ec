using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Platform.Data;

internal sealed class UpperCaseEnum<T>() : ValueConverter<T, string>(value => value.ToString().ToUpperInvariant(), text => Enum.Parse<T>(text, true))
    where T : struct, Enum;
