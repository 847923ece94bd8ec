using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Platform.Data;

internal sealed class UpperCaseEnum<T>() : ValueConverter<T, string>(value => StoredEnum.Name(value), text => StoredEnum.Parse<T>(text))
    where T : struct, Enum;
