using System.Runtime.InteropServices;
using LocalCloud.Hosting.Manifest;
using LocalCloud.Hosting.Run;
using LocalCloud.Manifest;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

// Runs a manifest in a process of its own, for tests that kill it: Host MANIFEST DATA [--replicas RESOURCE=N]... [--fixed] [--port RESOURCE=N]
var manifest = ManifestReader.ReadFile(args[0]).Manifest!;
var resources = LocalRun.Empty.Resources;
for (var i = 2; i + 1 < args.Length; i++)
{
    if (args[i] == "--replicas") resources = Change(args[i + 1], (local, n) => local with { Replicas = n });
    if (args[i] == "--port") resources = Change(args[i + 1], (local, n) => local with { Bindings = [new("http", n)] });
}
foreach (var project in manifest.Resources.OfType<ManifestProject>())
{
    var built = manifest.FullPath(Path.Combine(Path.GetDirectoryName(project.Path)!, "bin", "Debug", "net10.0", $"{Path.GetFileNameWithoutExtension(project.Path)}.dll"));
    resources = resources.SetItem(project.Name, (resources.GetValueOrDefault(project.Name) ?? LocalResource.Default) with { HealthChecks = [new("/health")], TargetPath = built });
}

try
{
    await using var app = await new LocalCloudRunner().StartAsync(new()
    {
        Manifest = manifest,
        LocalRun = new() { Resources = resources },
        ApplicationName = "Test",
        AppHostDirectory = manifest.BaseDirectory,
        DataDirectory = args[1],
        RandomPorts = !args.Contains("--fixed"),
        DashboardUrl = new("http://127.0.0.1:0"),
        Configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build(),
        LoggerFactory = NullLoggerFactory.Instance,
    });
    var stop = new TaskCompletionSource();
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => { context.Cancel = true; stop.TrySetResult(); });
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => { context.Cancel = true; stop.TrySetResult(); });
    await stop.Task;
    await app.StopAsync();
    return await app.Completion;
}
catch (RunStartException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

System.Collections.Immutable.ImmutableDictionary<string, LocalResource> Change(string text, Func<LocalResource, int, LocalResource> change)
{
    var (name, number) = (text.Split('=')[0], int.Parse(text.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture));
    return resources.SetItem(name, change(resources.GetValueOrDefault(name) ?? LocalResource.Default, number));
}
