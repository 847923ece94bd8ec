using System.Globalization;
using LocalCloud.Aspire.Run;
using Microsoft.Extensions.Configuration;

namespace LocalCloud.Aspire.Settings;

/// <summary>Values of settings, each refused by its name when it cannot be one.</summary>
internal static class SettingValue
{
    /// <exception cref="StartException">It is neither true nor false.</exception>
    public static bool Bool(IConfiguration configuration, string setting, bool otherwise) =>
        configuration[setting] switch
        {
            null or "" => otherwise,
            var text when bool.TryParse(text, out var value) => value,
            var text => throw Wrong(setting, "true or false", text),
        };

    /// <returns>0: any; null: nothing is said.</returns>
    /// <exception cref="StartException">It is no port.</exception>
    public static int? Port(IConfiguration configuration, string setting) =>
        configuration[setting] switch
        {
            null => null,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65535 => port,
            var text => throw Wrong(setting, "a port from 0 (any) to 65535", text),
        };

    /// <exception cref="StartException">It is none of those.</exception>
    public static void OneOf(IConfiguration configuration, string setting, IReadOnlyList<string> names)
    {
        if (configuration[setting] is not { Length: > 0 } text || names.Contains(text))
            return;
        throw new StartException(
            $"{SettingName.AsGiven(setting)} must be {string.Join(", ", names.SkipLast(1))} or {names[^1]}, not '{text}'."
                + Nearest.Hint(text, names)
        )
        {
            ExitCode = StartException.WrongSetting,
        };
    }

    /// <summary>Each of the addresses that it has, with semicolons between them.</summary>
    /// <exception cref="StartException">One is no address.</exception>
    public static IReadOnlyList<Uri> Urls(IConfiguration configuration, string setting)
    {
        var urls = new List<Uri>();
        const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        foreach (var text in (configuration[setting] ?? "").Split(';', Trimmed))
        {
            // ASP.NET Core's words for every address of the machine
            var named = text.Replace("://*", "://0.0.0.0", StringComparison.Ordinal)
                .Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(named, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Host.Length == 0)
                throw Wrong(setting, "an address as http://127.0.0.1:PORT", text);
            urls.Add(url);
        }
        return urls;
    }

    private static StartException Wrong(string setting, string expected, string text) =>
        new($"{SettingName.AsGiven(setting)} must be {expected}, not '{text}'.") { ExitCode = StartException.WrongSetting };
}
