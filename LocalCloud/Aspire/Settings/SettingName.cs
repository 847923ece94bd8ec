namespace LocalCloud.Aspire.Settings;

/// <summary>How somebody wrote a setting: <c>Ports__api</c> in a variable, else <c>Ports:api</c>.</summary>
internal static class SettingName
{
    public static string AsGiven(string setting) => IsVariable(setting) ? Variable(setting) : setting;

    /// <summary>Another setting in the spelling of this one.</summary>
    public static string As(string given, string setting) => IsVariable(given) ? Variable(setting) : setting;

    /// <summary>As a shell can set it.</summary>
    public static string Variable(string setting) => setting.Replace(":", "__", StringComparison.Ordinal).Replace('-', '_');

    private static bool IsVariable(string setting) =>
        Environment.GetEnvironmentVariable(setting.Replace(":", "__", StringComparison.Ordinal)) is not null;
}
