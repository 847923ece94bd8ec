using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Services.Tests.Infrastructure;

namespace Services.Tests.Platform;

public sealed class MigrationTests(Servers servers) : PlatformTest(servers)
{
    [Fact]
    public async Task Six_starters_at_once_on_an_empty_database_migrate_it_once()
    {
        var hosts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => WorkerHost.StartAsync(Stack, _ => { }))));

        await using var scope = hosts[0].Services.CreateAsyncScope();
        Assert.Equal(5, await Db(scope.ServiceProvider).Products.CountAsync());
        Assert.Empty(await Db(scope.ServiceProvider).Database.GetPendingMigrationsAsync());
        Assert.False(Db(scope.ServiceProvider).Database.HasPendingModelChanges());
        foreach (var host in hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }
    }
}
