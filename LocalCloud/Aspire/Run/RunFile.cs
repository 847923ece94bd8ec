using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Postgres;

namespace LocalCloud.Aspire.Run;

/// <summary>
/// <c>run.json</c> in the data directory, for its owner alone: how other programs find the running application. Its pid, and the
/// address of each endpoint (<c>endpoints.api.http</c>).
/// </summary>
internal sealed class RunFile(string directory) : IDisposable
{
    private const string Name = "run.json";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly Lock _gate = new();
    private readonly JsonObject _endpoints = [];

    private string Path => System.IO.Path.Combine(directory, Name);

    public void Keep(IDistributedApplicationBuilder builder)
    {
        builder.Eventing.Subscribe<ResourceEndpointsAllocatedEvent>(
            (allocated, _) =>
            {
                var of = allocated.Resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.AllocatedEndpoint is not null).ToList();
                lock (_gate)
                {
                    if (of.Count > 0)
                        _endpoints[allocated.Resource.Name] = new JsonObject(of.Select(Address));
                    var run = new JsonObject
                    {
                        ["pid"] = Environment.ProcessId,
                        ["application"] = builder.Environment.ApplicationName,
                        ["endpoints"] = _endpoints.DeepClone(),
                    };
                    // Moved into place: whoever reads it sees all of it
                    PrivateFile.Write($"{Path}.new", run.ToJsonString(Indented));
                    File.Move($"{Path}.new", Path, overwrite: true);
                }
                return Task.CompletedTask;
            }
        );
    }

    private static KeyValuePair<string, JsonNode?> Address(EndpointAnnotation endpoint) =>
        new(endpoint.Name, endpoint.AllocatedEndpoint!.UriString);

    public void Dispose()
    {
        try
        {
            File.Delete(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its directory is gone, and it with it
        }
    }

    public static int? PidIn(string directory)
    {
        try
        {
            return (int?)JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(directory, Name)))?["pid"];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
