using System.IO.Compression;
using System.Net.Http.Json;
using LocalCloud.Aws;
using LocalCloud.Deploy;
using Microsoft.AspNetCore.Builder;

namespace Cli.Tests.Deploy;

/// <summary>A local cloud and a published folder of the test's own.</summary>
public abstract class DeployTest : IAsyncLifetime
{
    private readonly WebApplication _emulator = Emulator.Build(new Options { DataDirectory = null, Port = 0 });

    protected Uri Endpoint => new(_emulator.Urls.First());

    protected string Folder { get; } = Directory.CreateTempSubdirectory("shop-").FullName;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected const string Queue = """
        # What comes in
        Parameters:
          Delay: { Type: Number, Description: Seconds }
          Secret: { Type: String, NoEcho: true, Default: hush }
        Resources:
          Jobs:
            Type: AWS::SQS::Queue
            Properties: { DelaySeconds: !Ref Delay, Tags: [{ Key: secret, Value: !Ref Secret }] }
        Outputs:
          Url: { Value: !Ref Jobs }
        """;

    public async ValueTask InitializeAsync() => await _emulator.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _emulator.StopAsync(CancellationToken.None);
        await _emulator.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    protected void Write(string template) => File.WriteAllText(Path.Combine(Folder, "template.yaml"), template);

    protected void WritePackage(string name)
    {
        using var zip = ZipFile.Open(Path.Combine(Folder, name), ZipArchiveMode.Create);
        using var bootstrap = new StreamWriter(zip.CreateEntry("bootstrap").Open());
        bootstrap.Write("#!/bin/sh\nexit 1\n");
    }

    internal Task<Recorder> DeployAsync(params (string, string)[] parameters) => RunAsync(new(), Request(parameters));

    internal DeployRequest Request(params (string Name, string Value)[] parameters) =>
        new()
        {
            Path = Folder,
            StackName = "shop",
            Target = new(Endpoint),
            Parameters = parameters.ToDictionary(p => p.Name, p => p.Value),
        };

    internal static async Task<Recorder> RunAsync(Recorder recorder, DeployRequest request)
    {
        recorder.ExitCode = await Deployment.RunAsync(request, recorder, TimeProvider.System, Cancellation);
        return recorder;
    }

    internal async Task<Recorder> DestroyAsync(bool emptyBuckets = false)
    {
        var recorder = new Recorder();
        recorder.ExitCode = await Destruction.RunAsync(
            new()
            {
                StackName = "shop",
                Target = new(Endpoint),
                Yes = true,
                EmptyBuckets = emptyBuckets,
            },
            recorder,
            TimeProvider.System,
            Cancellation
        );
        return recorder;
    }

    protected async Task FaultAsync(object fault)
    {
        using var http = new HttpClient();
        (await http.PostAsJsonAsync(new Uri(Endpoint, "/_localcloud/faults"), fault, Cancellation)).EnsureSuccessStatusCode();
    }
}
