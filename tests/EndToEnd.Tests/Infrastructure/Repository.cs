namespace EndToEnd.Tests.Infrastructure;

/// <summary>Where the application's sources are, and what has been built from them for this test run.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Projects.AppHost.ProjectPath))!;

    public static string Configuration { get; } =
        Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)))!;

    /// <summary>The AppHost, as its users start it.</summary>
    public static string AppHost { get; } = Path.Combine(Root, "AppHost", "bin", Configuration, "net10.0", "AppHost.dll");
}
