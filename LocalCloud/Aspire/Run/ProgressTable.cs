using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LocalCloud.Aspire.Run;

/// <summary>A line on the terminal for each resource as it comes up or fails, then where everything is.</summary>
internal sealed class ProgressTable
{
    private const int LastLines = 20;
    private const string Green = "32",
        Yellow = "33",
        Red = "31",
        Dim = "2";
    private readonly DistributedApplicationModel _model;
    private readonly IServiceProvider _services;
    private readonly ResourceStates _states;
    private readonly DateTimeOffset _began = Process.GetCurrentProcess().StartTime;
    private readonly bool _colours = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";
    private readonly int _width;

    public ProgressTable(DistributedApplicationModel model, IServiceProvider services)
    {
        (_model, _services, _states) = (model, services, new(model));
        _width = _states.Resources.Select(r => r.Name.Length).Append(10).Max();
    }

    /// <summary>An IDE reads Aspire's own lines, and a test none.</summary>
    public static bool IsWanted(RunSettings settings) => !settings.IsTest && !settings.IsDevelopedIn;

    private double Seconds => (TimeProvider.System.GetLocalNow() - _began).TotalSeconds;

    private string After => string.Create(CultureInfo.InvariantCulture, $"{Seconds:0.00} s");

    /// <returns>Ends when all resources are up, or will not be.</returns>
    public Task ShowAsync(CancellationToken stopping) => Task.Run(() => WatchAsync(stopping), stopping);

    private async Task WatchAsync(CancellationToken stopping)
    {
        Row("Resource", "State", "After", "Address", Dim);
        var notifications = _services.GetRequiredService<ResourceNotificationService>();
        await foreach (var change in notifications.WatchAsync(stopping).ConfigureAwait(false))
        {
            if (_states.Follow(change) is not { } state)
                continue;
            await PrintAsync(change, state).ConfigureAwait(false);
            if (!_states.AreFinal)
                continue;
            PrintEnd();
            return;
        }
    }

    private async Task PrintAsync(ResourceEvent change, string state)
    {
        var (resource, snapshot) = (change.Resource, change.Snapshot);
        if (state is ResourceStates.Healthy or ResourceStates.Finished)
        {
            var replicas = ResourceStates.Replicas(resource);
            Row(resource.Name, replicas > 1 ? $"{state} ({replicas})" : state, After, string.Join(", ", Addresses(resource)), Green);
            return;
        }
        Row(resource.Name, state, After, Reason(snapshot), state == ResourceStates.Unhealthy ? Yellow : Red);
        if (state == ResourceStates.Unhealthy)
            return;
        if (snapshot.ExitCode is { } code)
            Console.WriteLine($"  exit code {code.ToString(CultureInfo.InvariantCulture)}");
        foreach (var line in await LastAsync(change.ResourceId).ConfigureAwait(false))
            Console.WriteLine($"  | {LogTime.Without(line)}");
    }

    // The stream ends when all that is there has been given
    private async Task<IEnumerable<string>> LastAsync(string id)
    {
        var lines = new Queue<string>();
        var loggers = _services.GetRequiredService<ResourceLoggerService>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2), TimeProvider.System);
        try
        {
            await foreach (var batch in loggers.GetAllAsync(id).WithCancellation(limit.Token).ConfigureAwait(false))
            foreach (var line in batch)
            {
                lines.Enqueue(line.Content);
                if (lines.Count > LastLines)
                    lines.Dequeue();
            }
        }
        catch (OperationCanceledException)
        {
            // What has come by now has to do
        }
        return lines;
    }

    private void PrintEnd()
    {
        var dashboard = Login();
        List<(string Name, string Address)> places = [];
        if (dashboard is not null)
            places.Add(("Dashboard", dashboard));
        foreach (var resource in _states.Resources)
        {
            if (ExternalAddress(resource) is { } address)
                places.Add((Title(resource.Name), address));
            places.AddRange(_states.Links(resource).Select(link => (LinkName(resource, link.Name), link.Url)));
        }
        Console.WriteLine();
        if (_states.HasFailure)
            Console.WriteLine("Not everything started.");
        var longest = places.Select(p => p.Name.Length).DefaultIfEmpty().Max();
        foreach (var (name, address) in places)
            Console.WriteLine($"{name.PadRight(longest)}  {address}");
        if (_states.HasFailure)
            return;
        var now = LocalTime.Of(TimeProvider.System.GetUtcNow());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Everything is up after {Seconds:0.0} s ({now}). Ctrl+C stops it."));
    }

    // A name that two resources use says whose page it is
    private string LinkName(IResource resource, string name) =>
        _states.Resources.Count(r => _states.Links(r).Any(l => l.Name == name)) > 1 ? $"{name} ({resource.Name})" : name;

    private string? Login()
    {
        var dashboard = _model.Resources.FirstOrDefault(r => r.Name == ResourceStates.Dashboard);
        var endpoint = dashboard
            ?.Annotations.OfType<EndpointAnnotation>()
            .FirstOrDefault(e => e.Name is "http" or "https" && e.AllocatedEndpoint is not null);
        if (endpoint?.AllocatedEndpoint?.UriString is not { } address)
            return null;
        var token = _services.GetRequiredService<IConfiguration>()["AppHost:BrowserToken"];
        return token is { Length: > 0 } ? $"{address}/login?t={token}" : address;
    }

    private static string Reason(CustomResourceSnapshot snapshot)
    {
        var report = snapshot.HealthReports.FirstOrDefault(r => r.Status == HealthStatus.Unhealthy);
        return (report?.Description ?? report?.ExceptionText ?? "").Split('\n')[0];
    }

    private static IEnumerable<string> Addresses(IResource resource) =>
        resource
            .Annotations.OfType<EndpointAnnotation>()
            .Select(e => e.AllocatedEndpoint)
            .OfType<AllocatedEndpoint>()
            .Select(e => IsHttp(e.UriScheme) ? e.UriString : $"{e.Address}:{e.Port.ToString(CultureInfo.InvariantCulture)}");

    private static string? ExternalAddress(IResource resource) =>
        resource
            .Annotations.OfType<EndpointAnnotation>()
            .Where(e => e.IsExternal && IsHttp(e.UriScheme))
            .Select(e => e.AllocatedEndpoint?.UriString)
            .OfType<string>()
            .FirstOrDefault();

    private static bool IsHttp(string scheme) => scheme is "http" or "https";

    private void Row(string resource, string state, string after, string address, string colour)
    {
        var cell = state.PadRight(11);
        if (_colours)
            cell = $"\x1b[{colour}m{cell}\x1b[0m";
        Console.WriteLine($"{resource.PadRight(_width)}  {cell}  {after, 7}  {address}".TrimEnd());
    }

    private static string Title(string name) => name.Length <= 3 ? name.ToUpperInvariant() : $"{char.ToUpperInvariant(name[0])}{name[1..]}";
}
