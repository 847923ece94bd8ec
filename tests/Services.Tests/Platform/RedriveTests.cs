using System.Text.Json;
using Platform.Queue.Consuming;
using Services.Tests.Infrastructure;

namespace Services.Tests.Platform;

public sealed class RedriveTests(Servers servers) : PlatformTest(servers)
{
    [Theory]
    [InlineData("JobQueueUrl")]
    [InlineData("EventQueueUrl")]
    public async Task What_the_template_allows_of_deliveries_is_what_the_services_take_for_the_last_one(string queue)
    {
        var attributes = await Stack.Sqs.GetQueueAttributesAsync(Stack[queue], ["RedrivePolicy"], TestContext.Current.CancellationToken);
        var most = JsonElement.Parse(attributes.Attributes["RedrivePolicy"]).GetProperty("maxReceiveCount");
        Assert.Equal($"{new QueueConsumerOptions().MaxReceiveCount}", most.ToString());
    }

    [Fact]
    public void All_deliveries_of_a_message_outlast_an_outage_of_ten_minutes()
    {
        var options = new QueueConsumerOptions();
        var shortest = Enumerable
            .Range(1, options.MaxReceiveCount - 1)
            .Sum(delivery =>
                0.8 * Math.Min(options.FirstRetryInOutage.TotalSeconds * Math.Pow(2, delivery - 1), options.LongestRetry.TotalSeconds)
            );
        Assert.True(shortest > 1200, $"{shortest} s");
    }
}
