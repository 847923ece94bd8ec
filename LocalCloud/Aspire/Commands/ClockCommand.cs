using System.Globalization;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using LocalCloud.Aspire.Aws;
using LocalCloud.Aspire.Run;

namespace LocalCloud.Aspire.Commands;

/// <summary><c>advance-clock</c> of AWS: retention, schedules, visibility and all else that has a time comes sooner.</summary>
internal static class ClockCommand
{
    public const string Name = "advance-clock";
    private const string By = "by",
        NotHere = $"AWS has the machine's clock here. {ClockModes.HowToMove}";

    public static IResourceBuilder<LocalStackResource> WithClockCommand(this IResourceBuilder<LocalStackResource> aws, ClockMode clock)
    {
        var canMove = clock is not ClockMode.Real;
        return aws.WithCommand(
            Name,
            "Advance clock",
            new()
            {
                Description = canMove
                    ? "Moves AWS's clock ahead: all that is due on the way happens, in order. The services' clocks stay."
                    : NotHere,
                IconName = "FastForward",
                Arguments =
                [
                    new()
                    {
                        Name = By,
                        Label = "By",
                        InputType = InputType.Text,
                        Required = true,
                        Placeholder = "90s, 5m, 2h, 4d",
                        Description = "A number and s, m, h or d",
                    },
                ],
                ValidateArguments = context =>
                {
                    var text = context.Inputs.GetString(By);
                    if (Durations.Parse(text) is null)
                        context.AddValidationError(By, Durations.Refusal(text));
                    return Task.CompletedTask;
                },
                UpdateState = canMove ? null : _ => ResourceCommandState.Disabled,
            },
            context => canMove ? AdvanceAsync(aws.Resource, context) : throw new CommandException(NotHere)
        );
    }

    private static async Task<string> AdvanceAsync(LocalStackResource aws, ExecuteCommandContext context)
    {
        var text = context.Arguments.GetString(By);
        var by = Durations.Parse(text) ?? throw new CommandException(Durations.Refusal(text));
        using var client = new AwsClient(new(aws.PrimaryEndpoint.Url), aws.Region, TimeProvider.System);
        var path = string.Create(CultureInfo.InvariantCulture, $"time/advance?seconds={by.TotalSeconds}");
        JsonNode? answer;
        try
        {
            answer = await client.CallAsync(HttpMethod.Post, path, null, context.CancellationToken).ConfigureAwait(false);
        }
        catch (CommandException e)
        {
            throw new CommandException($"The clock was not moved: {e.Message}");
        }
        var now = DateTimeOffset.Parse((string)answer!["now"]!, CultureInfo.InvariantCulture);
        return $"AWS's clock is at {LocalTime.Of(now)}.";
    }
}
