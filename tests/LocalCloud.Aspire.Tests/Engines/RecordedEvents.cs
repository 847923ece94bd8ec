using System.Collections.Immutable;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace LocalCloud.Aspire.Tests.Engines;

/// <summary>What Aspire tells those who ask for the events of a resource.</summary>
public sealed class RecordedEvents
{
    private ImmutableList<string> _seen = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Times(string resource, string what) => _seen.Count(e => e == $"{resource} {what}");

    /// <summary>Returns when an event has come more often than that: it follows the state that tells of the same.</summary>
    public async Task MoreThanAsync(int times, string resource, string what)
    {
        for (var next = _more; Times(resource, what) <= times; next = _more)
            await next.Task.WaitAsync(TimeSpan.FromMinutes(1), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    public IReadOnlyList<string> Of(string resource) =>
        [.. _seen.Where(e => e.StartsWith($"{resource} ", StringComparison.Ordinal)).Select(e => e.Split(' ')[1])];

    public void Record<T>(IResourceBuilder<T> resource)
        where T : IResourceWithConnectionString
    {
        resource.OnResourceReady((ready, _, _) => Saw(ready, "Ready"));
        resource.OnResourceStopped((stopped, _, _) => Saw(stopped, "Stopped"));
        resource.OnConnectionStringAvailable(
            async (available, _, cancellationToken) =>
            {
                Assert.NotNull(await available.GetConnectionStringAsync(cancellationToken));
                await Saw(available, "ConnectionString");
            }
        );
        var (of, eventing) = (resource.Resource, resource.ApplicationBuilder.Eventing);
        eventing.Subscribe<BeforeResourceStartedEvent>(of, (_, _) => Saw(of, "BeforeStarted"));
        eventing.Subscribe<ResourceEndpointsAllocatedEvent>(of, (_, _) => Saw(of, "Endpoints"));
    }

    private Task Saw(IResource resource, string what)
    {
        ImmutableInterlocked.Update(ref _seen, all => all.Add($"{resource.Name} {what}"));
        Interlocked.Exchange(ref _more, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        return Task.CompletedTask;
    }
}
