using System.Reflection;

namespace LocalCloud.Aspire.Tests.Infrastructure;

/// <summary>Files and programs of the tests.</summary>
internal static class Assets
{
    private static readonly string Folder = Metadata("Assets");

    public static string Plain { get; } = Built("Plain");
    public static string Web { get; } = Built("Web");
    public static string WebProject { get; } = Path.Combine(Folder, "Web", "Web.csproj");
    public static string Small { get; } = Built("Small");

    public static string Repository { get; } = Path.GetFullPath(Path.Combine(Folder, "..", "..", ".."));

    public static string File(string name) => Path.Combine(Folder, name);

    private static string Built(string name) => Path.Combine(Folder, name, "bin", Metadata("Configuration"), "net10.0", $"{name}.dll");

    private static string Metadata(string key) =>
        typeof(Assets).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
