using Aspire.Hosting;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Commands;

/// <summary>AWS whose clock stands, with a queue that a stack makes.</summary>
public sealed class AwsCommandFixture : IAsyncLifetime
{
    public RunningApplication App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = TestHost.Create("--LocalCloud:Clock=manual");
        builder.UseLocalStack(builder.AddLocalStack("aws"));
        builder.AddAWSCloudFormationTemplate("shop", Assets.File("shop.yaml"));
        App = await builder.StartAsync("shop");
    }

    public async ValueTask DisposeAsync()
    {
        if (App is not null)
            await App.DisposeAsync();
    }
}
