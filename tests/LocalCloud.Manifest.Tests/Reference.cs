namespace LocalCloud.Manifest.Tests;

/// <summary>The manifest that Aspire 13.5 wrote for the reference application.</summary>
internal static class Reference
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "reference.json");
    public static AppManifest Manifest { get; } = ManifestReader.ReadFile(Path).Manifest!;
}
