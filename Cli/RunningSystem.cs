using System.Text.Json;

namespace Serverless.Cli;

/// <summary>The application that runs on this machine, as its AppHost wrote it down in <c>.localcloud/run.json</c>.</summary>
sealed record RunningSystem(Uri? Api, string? StripeWebhookSecret)
{
    public static RunningSystem? Find() => throw new NotImplementedException();
}
