using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace LocalCloud.Aspire.Run;

/// <summary>
/// Aspire asks again after 1, 2, 3 s while something is unhealthy: too seldom for what is up in 300 ms. Until the first healthy
/// answer, one question is asked again and again.
/// </summary>
internal sealed class PatientHealthCheck(Func<IHealthCheck> inner, PatientHealthCheck.State state) : IHealthCheck
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50),
        Patience = TimeSpan.FromSeconds(15);

    // While nobody listens there is nobody to ask, but who knows what the check asks
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20),
        Anyway = TimeSpan.FromSeconds(1);

    /// <summary>Of one registration, over its questions.</summary>
    internal sealed class State
    {
        public bool WasHealthy { get; set; }
    }

    public static void Wrap(HealthCheckServiceOptions options, IReadOnlyCollection<IResource> resources, Func<string, string?> dataOf)
    {
        foreach (var registration in options.Registrations)
        {
            var (factory, state) = (registration.Factory, new State());
            var asked = resources.FirstOrDefault(r => r.Annotations.OfType<HealthCheckAnnotation>().Any(a => a.Key == registration.Name));
            var listener = asked is null ? null : new Listener(asked);
            // A check whose connection string is not known yet cannot be made yet
            registration.Factory = services => new PatientHealthCheck(() => factory(services), state)
            {
                Data = dataOf(registration.Name),
                Listener = listener,
            };
        }
    }

    /// <summary>Where a server's data is; null when it has none that is kept.</summary>
    private string? Data { get; init; }

    /// <summary>Who is asked; null when nobody knows.</summary>
    private Listener? Listener { get; init; }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var limit = TimeSpan.FromSeconds(1); ; )
        {
            if (!state.WasHealthy)
                await ListensAsync(cancellationToken).ConfigureAwait(false);
            // DCP's proxy takes a connection long before somebody listens behind it, and keeps it
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (!state.WasHealthy)
                attempt.CancelAfter(limit);
            var result = await AskAsync(context, attempt.Token, cancellationToken).ConfigureAwait(false);
            state.WasHealthy |= result.Status == HealthStatus.Healthy;
            if (OtherPassword(result) is { } reason)
                return HealthCheckResult.Unhealthy(reason);
            if (state.WasHealthy || TimeProvider.System.GetElapsedTime(began) > Patience)
                return result;
            if (attempt.IsCancellationRequested)
                limit *= 2;
            await Task.Delay(Step, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ListensAsync(CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (Listener is not null && TimeProvider.System.GetElapsedTime(began) < Anyway)
        {
            if (await Listener.IsThereAsync(cancellationToken).ConfigureAwait(false))
                return;
            await Task.Delay(Look, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<HealthCheckResult> AskAsync(
        HealthCheckContext context,
        CancellationToken attempt,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await inner().CheckHealthAsync(context, attempt).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(e.Message, e);
        }
    }

    private string? OtherPassword(HealthCheckResult result) =>
        Data is not null && result.Exception is PostgresException { SqlState: PostgresErrorCodes.InvalidPassword }
            ? $"The data in {Data} was made with another password than the one given now. Give the old one, or delete that directory."
            : null;
}
