using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Commands;

/// <summary>Servers with data, and a process that uses each of them.</summary>
public sealed class ResetFixture : IAsyncLifetime
{
    public RunningApplication App { get; private set; } = null!;

    internal TemporaryDirectory Data { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = TestHost.Create($"--LocalCloud:DataDirectory={Data.Path}");
        var database = builder.AddPostgres("postgres").WithDataVolume().AddDatabase("shop");
        var cache = builder.AddRedis("cache").WithDataVolume();
        builder.UseLocalStack(builder.AddLocalStack("aws"));
        var stack = builder.AddAWSCloudFormationTemplate("stack", Assets.File("shop.yaml"));
        User("of-database").WithReference(database).WaitFor(database);
        User("of-cache").WithReference(cache).WaitFor(cache);
        User("of-stack").WithReference(stack);
        User("stopped").WithReference(cache).WaitFor(cache).WithExplicitStart();
        App = await builder.StartAsync("shop", "cache", "stack", "of-database", "of-cache", "of-stack");

        IResourceBuilder<ExecutableResource> User(string name) => builder.AddExecutable(name, "sleep", ".", "1000");
    }

    public async ValueTask DisposeAsync()
    {
        if (App is not null)
            await App.DisposeAsync();
        Data.Dispose();
    }
}
