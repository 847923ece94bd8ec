using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EndToEnd.Tests.Infrastructure;

/// <summary>
/// The AppHost under test, with its dashboard: on ports of its own, and on data that goes with it unless an argument says where to keep it.
/// </summary>
internal static class TestHost
{
    // Far more than anything takes: other tests have the processors, too
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync(params string[] arguments)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [$"--Parameters:stripe-webhook-secret={SystemUnderTest.WebhookSecret}", .. arguments],
            (options, _) => (options.DisableDashboard, options.EnableResourceLogging) = (false, false)
        );
        // What resources write is there to be asked for; the output of the tests is theirs
        builder.Services.AddLogging(logging => logging.ClearProviders());
        return builder;
    }

    /// <summary>Leaves only these resources; parameters stay.</summary>
    public static IDistributedApplicationTestingBuilder With(this IDistributedApplicationTestingBuilder builder, params string[] resources)
    {
        var others = builder.Resources.Where(r => !resources.Contains(r.Name) && r is not ParameterResource).ToList();
        foreach (var other in others)
            builder.Resources.Remove(other);
        return builder;
    }

    /// <summary>Starts it and returns when these resources are healthy.</summary>
    public static async Task<DistributedApplication> StartAsync(
        this IDistributedApplicationTestingBuilder builder,
        params string[] resources
    )
    {
        var app = await builder.BuildAsync();
        try
        {
            await app.WithinAsync("started", app.StartAsync);
            await app.HealthyAsync(resources);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when these resources are healthy; fails when one of them cannot be any more.</summary>
    public static Task HealthyAsync(this DistributedApplication app, params string[] resources) =>
        app.WithinAsync($"{string.Join(", ", resources)} healthy", limit =>
            Task.WhenAll(
                resources.Select(r =>
                    app.ResourceNotifications.WaitForResourceHealthyAsync(r, WaitBehavior.StopOnResourceUnavailable, limit)
                )
            )
        );

    /// <summary>Aspire waits for ever: this fails the test in time, with what the resources are then.</summary>
    public static async Task WithinAsync(this DistributedApplication app, string what, Func<CancellationToken, Task> wait)
    {
        using var deadline = new CancellationTokenSource(Limit, TimeProvider.System);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, TestContext.Current.CancellationToken);
        try
        {
            await wait(limit.Token);
        }
        catch (Exception e) when (e is DistributedApplicationException || deadline.IsCancellationRequested)
        {
            Assert.Fail($"Not {what}: {e.Message}\n{string.Join('\n', States(app))}");
        }
    }

    private static IEnumerable<string> States(DistributedApplication app) =>
        from resource in app.Services.GetRequiredService<DistributedApplicationModel>().Resources
        let known = app.ResourceNotifications.TryGetCurrentState(resource.Name, out var now) ? State(now.Snapshot) : "unknown"
        select $"{resource.Name}: {known}";

    private static string State(CustomResourceSnapshot now) =>
        $"{now.State?.Text} {now.HealthStatus} {string.Join(' ', now.HealthReports.Select(r => r.Description))}";
}
