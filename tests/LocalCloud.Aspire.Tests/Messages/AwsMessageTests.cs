using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Tests.Infrastructure;

namespace LocalCloud.Aspire.Tests.Messages;

public sealed class AwsMessageTests
{
    [Fact]
    public async Task AddLocalStack_without_UseEmbeddedEngines_says_what_lacks()
    {
        var builder = TestHost.Create();
        builder.AddLocalStack("aws");
        await using var app = new RunningApplication(builder.Build());
        await app.StartAsync();
        await app.UntilAsync("aws", KnownResourceStates.FailedToStart);
        await app.LogHasAsync("aws", "'aws' needs builder.UseEmbeddedEngines() in the AppHost.");
    }
}
