using System.Text.Json;
using Lambda.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Platform.Data;
using Platform.Outbox;
using Platform.Sweep;

namespace Platform.OnLambda;

/// <summary>
/// What a schedule or a deployment asks of any function with the database, as an event of one member: <c>{"source":
/// "serverless.outbox"}</c> queues requests again whose job was lost and sends what is due in the outbox (also what a killed environment
/// left, what could not be sent before), <c>{"source": "serverless.migrate"}</c> applies missing migrations.
/// </summary>
internal sealed class MaintenanceInvocations(IServiceProvider services) : IInvocationHandler
{
    private const string Outbox = "serverless.outbox";
    private const string Migrate = "serverless.migrate";

    public bool Handles(JsonElement lambdaEvent) => Source(lambdaEvent) is Outbox or Migrate;

    public async Task HandleAsync(Invocation invocation, IInvocationAnswer answer, CancellationToken cancellationToken)
    {
        if (Source(invocation.Event) == Outbox)
        {
            await services.GetRequiredService<LostWork>().SweepAsync(cancellationToken);
            await services.GetRequiredService<OutboxDispatcher>().DispatchAllAsync(cancellationToken);
        }
        else
        {
            await services.GetRequiredService<DatabaseMigrator>().MigrateAsync(cancellationToken);
        }

        await answer.SendAsync("""{"done":true}"""u8.ToArray());
    }

    private static string? Source(JsonElement lambdaEvent) =>
        lambdaEvent.ValueKind == JsonValueKind.Object
        && lambdaEvent.TryGetProperty("source", out var source)
        && source.ValueKind == JsonValueKind.String
            ? source.GetString()
            : null;
}
