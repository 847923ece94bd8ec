using Lambda;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Platform.Sweep;

public static class SweepExtensions
{
    /// <summary>
    /// Queues requests again whose job was lost, at intervals. On Lambda the schedule of the outbox does it
    /// (<see cref="OnLambda.MaintenanceInvocations"/>).
    /// </summary>
    public static IHostApplicationBuilder AddSweep(this IHostApplicationBuilder builder)
    {
        if (!builder.IsOnLambda())
        {
            builder.Services.AddHostedService<SweepService>();
        }

        return builder;
    }
}
