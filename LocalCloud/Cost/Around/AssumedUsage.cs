using LocalCloud.Prices;
using LocalCloud.Prices.Fixed;

namespace LocalCloud.Cost.Around;

/// <summary>From the template alone, where there was no traffic: what publish assumes of a request.</summary>
internal static class AssumedUsage
{
    /// <param name="requests">Of a month.</param>
    public static UsageReading Of(TemplateView template, decimal requests)
    {
        var services = new List<ServiceUsage>();
        var messages = requests * Assumptions.MessageShare;
        if (Has("AWS::ApiGatewayV2::Api"))
            services.Add(new("HTTP API", "requests", Price.HttpApiRequest, requests));
        if (Has("AWS::SQS::Queue"))
            services.Add(new("SQS", "requests", Price.SqsRequest, messages * Assumptions.RequestsPerMessage));
        if (Has("AWS::Events::EventBus"))
            services.Add(new("EventBridge", "events", Price.Event, messages));
        if (Has("AWS::DynamoDB::Table"))
        {
            services.Add(new("DynamoDB, reads", "request units", Price.DynamoDbRead, messages));
            services.Add(new("DynamoDB, writes", "request units", Price.DynamoDbWrite, messages));
        }
        return new(UsageSource.Assumed, services, requests, new Dictionary<string, decimal>(), []);

        bool Has(string type) => template.OfType(type).Any();
    }
}
