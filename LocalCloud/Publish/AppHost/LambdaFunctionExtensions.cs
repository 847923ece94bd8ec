using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>How a project's function is published to AWS Lambda. What is not set is as the project file's LambdaFunction item says, else the default of its kind.</summary>
public sealed class LambdaFunctionOptions
{
    /// <summary>Megabytes, 128 to 10240. CPU goes with them.</summary>
    public int? Memory { get; set; }

    /// <summary>Seconds, 1 to 900. An HTTP API waits for 30.</summary>
    public int? Timeout { get; set; }

    /// <summary>Environments that are kept initialized.</summary>
    public int? ProvisionedConcurrency { get; set; }

    /// <summary>Environments that it has at most, taken out of the account's.</summary>
    public int? ReservedConcurrency { get; set; }

    /// <summary>Batches of its queue that are in work at once, 2 to 1000.</summary>
    public int? MaximumConcurrency { get; set; }

    /// <summary>Messages in a batch.</summary>
    public int? BatchSize { get; set; }

    /// <summary>Callers name this alias; it leads to the version that was published last.</summary>
    public string? Alias { get; set; }

    /// <summary>False: no warm-up event every five minutes.</summary>
    public bool? WarmUp { get; set; }

    /// <summary>True: <c>{"source":"serverless.outbox"}</c> once a minute.</summary>
    public bool? Outbox { get; set; }

    /// <summary>Routes of the HTTP API that this function serves: <c>/api/webhooks/{proxy+}</c>, <c>POST /api/orders</c>.</summary>
    public IList<string> Routes { get; } = [];

    /// <summary>Configuration keys by which the project knows the queues that it works off, as <c>AWS:Resources:JobQueueUrl</c>.</summary>
    public IList<string> Queues { get; } = [];

    /// <summary>Configuration key of an event bus (or <c>default</c>) whose events, those of <see cref="EventPattern"/>, it takes.</summary>
    public string? EventBus { get; set; }

    /// <summary>JSON, as EventBridge has it.</summary>
    public string? EventPattern { get; set; }

    /// <summary><c>rate(1 hour)</c> or <c>cron(0 6 * * ? *)</c>.</summary>
    public string? Schedule { get; set; }

    /// <summary>JSON that the schedule sends.</summary>
    public string? ScheduleInput { get; set; }
}

/// <summary>A function of a project, as it stands in the manifest: type <c>aws.lambda.function.v0</c>, which tools that do not know it pass over.</summary>
public sealed class LambdaFunctionResource(string name) : Resource(name);

public static class LambdaFunctionExtensions
{
    /// <summary>Says how the project's function is published; it takes everything that no other function of the project does. Has no effect on a run.</summary>
    public static IResourceBuilder<T> PublishAsLambda<T>(this IResourceBuilder<T> builder, Action<LambdaFunctionOptions>? configure = null) where T : ProjectResource =>
        builder.PublishAsLambda("default", configure);

    /// <summary>Gives some of the project's work, routes or a queue, to a function of its own with the same code. Has no effect on a run.</summary>
    /// <param name="function">Its name, which is part of the function's name on AWS.</param>
    public static IResourceBuilder<T> PublishAsLambda<T>(this IResourceBuilder<T> builder, string function, Action<LambdaFunctionOptions>? configure = null) where T : ProjectResource
    {
        var application = builder.ApplicationBuilder;
        if (application.ExecutionContext.IsRunMode) return builder;

        var options = new LambdaFunctionOptions();
        configure?.Invoke(options);
        var project = builder.Resource.Name;
        application.AddResource(new LambdaFunctionResource($"{project}-{(function == "default" ? "" : $"{function}-")}lambda")).WithManifestPublishingCallback(context =>
        {
            var json = context.Writer;
            json.WriteString("type", "aws.lambda.function.v0");
            json.WriteString("project", project);
            json.WriteString("function", function);
            Number("memory", options.Memory);
            Number("timeout", options.Timeout);
            Number("provisionedConcurrency", options.ProvisionedConcurrency);
            Number("reservedConcurrency", options.ReservedConcurrency);
            Number("maximumConcurrency", options.MaximumConcurrency);
            Number("batchSize", options.BatchSize);
            Text("alias", options.Alias);
            Flag("warmUp", options.WarmUp);
            Flag("outbox", options.Outbox);
            List("routes", options.Routes);
            List("queues", options.Queues);
            Text("eventBus", options.EventBus);
            Text("eventPattern", options.EventPattern);
            Text("schedule", options.Schedule);
            Text("scheduleInput", options.ScheduleInput);

            void Number(string name, int? value)
            {
                if (value is { } number) json.WriteNumber(name, number);
            }
            void Flag(string name, bool? value)
            {
                if (value is { } flag) json.WriteBoolean(name, flag);
            }
            void Text(string name, string? value)
            {
                if (value is not null) json.WriteString(name, value);
            }
            void List(string name, IList<string> values)
            {
                if (values.Count == 0) return;
                json.WriteStartArray(name);
                foreach (var value in values) json.WriteStringValue(value);
                json.WriteEndArray();
            }
        });
        return builder;
    }
}
