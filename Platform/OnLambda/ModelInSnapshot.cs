using Lambda.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Platform.Data;

namespace Platform.OnLambda;

/// <summary>EF's model, the longest part of a first request, is made before the snapshot. No connection is opened.</summary>
internal sealed class ModelInSnapshot(IServiceScopeFactory scopes) : ISnapshotHook
{
    public async Task BeforeSnapshotAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        _ = scope.ServiceProvider.GetRequiredService<AppDbContext>().Model;
    }

    public Task AfterRestoreAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
