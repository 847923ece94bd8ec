using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Aws;

/// <summary>Stacks that can be made and some that cannot, and processes that get their outputs.</summary>
public sealed class StackFixture : IAsyncLifetime
{
    public RunningApplication App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = TestHost.Create();
        builder.UseLocalStack(builder.AddLocalStack("aws"));
        var shop = builder.AddAWSCloudFormationTemplate("shop", Assets.File("shop.yaml"));
        var other = builder.AddAWSCloudFormationTemplate("other", Assets.File("shop.yaml"), "other-stack").WithParameter("Timeout", "77");
        var same = builder.AddAWSCloudFormationStack("same", "other-stack").WaitFor(other);
        builder.AddAWSCloudFormationStack("nowhere", "no-such-stack");
        builder.AddAWSCloudFormationTemplate("broken", Assets.File("broken.yaml"));
        builder.AddAWSCloudFormationTemplate("lacking", "no-such-file.yaml");

        Process(builder, "dependant")
            .WithReference(shop)
            .WithReference(same, "My:Section")
            .WithEnvironment("QUEUE", shop.GetOutput("JobsUrl"))
            .WithEnvironment("SENTENCE", ReferenceExpression.Create($"<{shop.GetOutput("JobsArn")}> {other.GetOutput("Timeout")} s"));
        Process(builder, "mistaken").WithEnvironment("NOTHING", shop.GetOutput("NoSuchOutput"));
        App = await builder.StartAsync("shop", "other", "same", "dependant");
    }

    private static IResourceBuilder<ExecutableResource> Process(IDistributedApplicationBuilder builder, string name) =>
        builder.AddExecutable(name, "sleep", ".", "1000");

    public async ValueTask DisposeAsync()
    {
        if (App is not null)
            await App.DisposeAsync();
    }
}
