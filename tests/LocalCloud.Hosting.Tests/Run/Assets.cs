using System.Reflection;

namespace LocalCloud.Hosting.Tests.Run;

/// <summary>Files and programs that the tests run.</summary>
static class Assets
{
    public static string Folder { get; } = Metadata("Assets");

    public static string File(string name) => Path.Combine(Folder, name);

    public static string Web => Built("Web");
    public static string Host => Built("Host");

    static string Built(string name) => Path.Combine(Folder, name, "bin", Metadata("Configuration"), "net10.0", $"{name}.dll");

    static string Metadata(string key) => typeof(Assets).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!;
}
