using Microsoft.Extensions.Configuration;

namespace LocalCloud.Aspire.Aws;

/// <summary>The setting <c>LocalCloud:Clock</c>: which clock AWS has.</summary>
internal enum ClockMode
{
    /// <summary>The machine's.</summary>
    Real,

    /// <summary>It runs with the machine's and can be moved ahead.</summary>
    Movable,

    /// <summary>It stands until it is moved.</summary>
    Manual,
}

internal static class ClockModes
{
    public const string Setting = "LocalCloud:Clock";

    public const string HowToMove =
        "One that can be moved: start the AppHost with LocalCloud__Clock=movable (or manual: it stands until moved).";

    public static IEnumerable<string> Names => Enum.GetNames<ClockMode>().Select(Text);

    /// <summary>The machine's, where nothing or nothing that is known is said: that is refused when the run begins.</summary>
    public static ClockMode Of(IConfiguration configuration) =>
        Enum.GetValues<ClockMode>().FirstOrDefault(m => Text($"{m}") == configuration[Setting]);

    public static string Text(this ClockMode mode) => Text($"{mode}");

    private static string Text(string name) => name.ToLowerInvariant();
}
