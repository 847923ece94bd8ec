using Aspire.Hosting;

namespace LocalCloud.Aspire.Tests.Infrastructure;

/// <summary>Why an application is not started.</summary>
internal static class Refusal
{
    public static async Task<string> OfAsync(IDistributedApplicationBuilder builder)
    {
        await using var app = builder.Begin();
        return (await Assert.ThrowsAnyAsync<DistributedApplicationException>(app.StartAsync)).Message;
    }

    /// <summary>Of a test host with these resources.</summary>
    public static Task<string> OfAsync(Action<IDistributedApplicationBuilder> model)
    {
        var builder = TestHost.Create();
        model(builder);
        return OfAsync(builder);
    }
}
