using System.Text.Json;

namespace Platform.Data;

/// <summary>Values of enums as they are stored, answered and published: <c>PARTIALLY_REFUNDED</c>.</summary>
public static class StoredEnum
{
    public static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    /// <exception cref="ArgumentException">No value is named so.</exception>
    public static T Parse<T>(string name)
        where T : struct, Enum => Enum.Parse<T>(name.Replace("_", null, StringComparison.Ordinal), ignoreCase: true);
}
