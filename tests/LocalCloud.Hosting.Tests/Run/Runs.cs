using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace LocalCloud.Hosting.Tests.Run;

/// <summary>Starts manifests in this process, on random ports.</summary>
static class Runs
{
    public static AppManifest Read(string file)
    {
        var (manifest, errors) = ManifestReader.ReadFile(Assets.File(file));
        Assert.Empty(errors);
        return manifest!;
    }

    public static AppManifest Parse(string json)
    {
        var (manifest, errors) = ManifestReader.Read(System.Text.Encoding.UTF8.GetBytes(json), "test.json", Assets.Folder);
        Assert.Empty(errors);
        return manifest!;
    }

    public static RunRequest Request(AppManifest manifest, string data) => new()
    {
        Manifest = manifest,
        LocalRun = Local("web", web => web),
        ApplicationName = "Test",
        AppHostDirectory = manifest.BaseDirectory,
        DataDirectory = data,
        RandomPorts = true,
        ShowProgress = false,
        Configuration = new ConfigurationBuilder().Build(),
        LoggerFactory = NullLoggerFactory.Instance,
    };

    public static LocalRun Local(string name, Func<LocalResource, LocalResource> change) => new()
    {
        Resources = LocalRun.Empty.Resources.SetItem(name, change(new() { TargetPath = Assets.Web, HealthChecks = [new("/health")] })),
    };

    public static Task<IRunningApplication> StartAsync(RunRequest request) => new LocalCloudRunner().StartAsync(request);

    /// <summary>A directory that is gone after the test.</summary>
    public static TemporaryDirectory Temporary() => new();

    public sealed class TemporaryDirectory : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("hosting-tests-").FullName;
        public static implicit operator string(TemporaryDirectory directory) => directory.Path;
        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
