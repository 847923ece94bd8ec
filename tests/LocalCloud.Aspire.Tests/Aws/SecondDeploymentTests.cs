using Aspire.Hosting;
using Aspire.Hosting.AWS.CloudFormation;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Aws;

public sealed class SecondDeploymentTests
{
    [Fact]
    public async Task A_stack_is_left_alone_until_its_template_or_its_parameters_change()
    {
        using var data = new TemporaryDirectory();
        var made = await RunAsync(data, "30", "CreateStack shop from ");
        Assert.Equal(made["JobsUrl"], (await RunAsync(data, "30", "No updates are to be performed."))["JobsUrl"]);
        var changed = await RunAsync(data, "31", "UPDATE_COMPLETE");
        Assert.Equal("31", changed["Timeout"]);
        Assert.Equal(made["JobsArn"], changed["JobsArn"]);
    }

    private static async Task<IReadOnlyDictionary<string, string>> RunAsync(string data, string timeout, string says)
    {
        var builder = TestHost.Create($"--LocalCloud:DataDirectory={data}");
        builder.UseLocalStack(builder.AddLocalStack("aws"));
        builder.AddAWSCloudFormationTemplate("shop", Assets.File("shop.yaml")).WithParameter("Timeout", timeout);
        await using var app = await builder.StartAsync("shop");
        await app.LogHasAsync("shop", says);
        return ((ICloudFormationResource)app["shop"]).Outputs!;
    }
}
