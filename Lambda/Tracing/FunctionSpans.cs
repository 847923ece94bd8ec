using System.Diagnostics;
using Lambda.Runtime;
using OpenTelemetry.Resources;

namespace Lambda.Tracing;

/// <summary>
/// Spans of invocations by OpenTelemetry's conventions for functions: https://opentelemetry.io/docs/specs/semconv/faas/aws-lambda/.
/// </summary>
internal static class FunctionSpans
{
    public static readonly ActivitySource Source = new("Serverless.Lambda");

    public const string Http = "http";
    public const string PubSub = "pubsub";

    /// <summary>A span for an invocation that is no HTTP request (those have their server span already).</summary>
    public static Activity? Start(
        Invocation invocation,
        LambdaEnvironment environment,
        string name,
        string trigger,
        ActivityKind kind,
        IEnumerable<ActivityLink>? links = null
    )
    {
        var activity = Source.StartActivity(kind, XRay.Parse(invocation.TraceHeader), links: links, name: name);
        activity.Describe(invocation, environment, trigger);
        return activity;
    }

    public static void Describe(this Activity? activity, Invocation invocation, LambdaEnvironment environment, string trigger)
    {
        if (activity is null)
        {
            return;
        }

        activity.SetTag("faas.trigger", trigger);
        activity.SetTag("faas.invocation_id", invocation.RequestId);
        activity.SetTag("faas.coldstart", invocation.IsColdStart);
        activity.SetTag("cloud.resource_id", invocation.FunctionArn);
        activity.SetTag("aws.lambda.invoked_arn", invocation.FunctionArn);
        activity.SetTag("faas.name", environment.FunctionName);
    }

    /// <summary>Marks the span as failed.</summary>
    public static void Fail(this Activity? activity, Exception exception)
    {
        activity?.SetTag("error.type", exception.GetType().FullName);
        activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
        activity?.AddException(exception);
    }

    /// <summary>Who sends all this: https://opentelemetry.io/docs/specs/semconv/resource/faas/.</summary>
    public static ResourceBuilder AddFunction(this ResourceBuilder resource, LambdaEnvironment environment)
    {
        var attributes = new Dictionary<string, object>
        {
            ["cloud.provider"] = "aws",
            ["cloud.platform"] = "aws_lambda",
            ["faas.name"] = environment.FunctionName,
            ["faas.version"] = environment.FunctionVersion,
        };
        if (environment.LogStream is { } instance)
        {
            attributes["faas.instance"] = instance;
        }

        if (long.TryParse(environment.MemoryMegabytes, out var megabytes))
        {
            attributes["faas.max_memory"] = megabytes * 1024 * 1024;
        }

        return resource.AddAttributes(attributes);
    }
}
