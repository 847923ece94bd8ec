using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>What an AppHost says about the functions that its projects become.</summary>
public static class LambdaFunctionExtensions
{
    /// <summary>
    /// Says how the project's function is published; it takes everything that no other function of the project does. Has no effect on
    /// a run.
    /// </summary>
    public static IResourceBuilder<T> PublishAsLambda<T>(this IResourceBuilder<T> builder, Action<LambdaFunctionOptions>? configure = null)
        where T : ProjectResource => builder.PublishAsLambda("default", configure);

    /// <summary>
    /// Gives some of the project's work, routes or a queue, to a function of its own with the same code. Has no effect on a run.
    /// </summary>
    /// <param name="builder">The project.</param>
    /// <param name="function">Its name, which is part of the function's name on AWS.</param>
    /// <param name="configure">What is to be other than the default.</param>
    public static IResourceBuilder<T> PublishAsLambda<T>(
        this IResourceBuilder<T> builder,
        string function,
        Action<LambdaFunctionOptions>? configure = null
    )
        where T : ProjectResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        var application = builder.ApplicationBuilder;
        if (application.ExecutionContext.IsRunMode)
            return builder;

        var options = new LambdaFunctionOptions();
        configure?.Invoke(options);
        var project = builder.Resource.Name;
        application
            .AddResource(new LambdaFunctionResource($"{project}-{(function == "default" ? "" : $"{function}-")}lambda"))
            .WithManifestPublishingCallback(context => Write(context.Writer, project, function, options));
        return builder;
    }

    private static void Write(Utf8JsonWriter json, string project, string function, LambdaFunctionOptions options)
    {
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
            if (value is { } number)
                json.WriteNumber(name, number);
        }
        void Flag(string name, bool? value)
        {
            if (value is { } flag)
                json.WriteBoolean(name, flag);
        }
        void Text(string name, string? value)
        {
            if (value is not null)
                json.WriteString(name, value);
        }
        void List(string name, IList<string> values)
        {
            if (values.Count == 0)
                return;
            json.WriteStartArray(name);
            foreach (var value in values)
                json.WriteStringValue(value);
            json.WriteEndArray();
        }
    }
}
