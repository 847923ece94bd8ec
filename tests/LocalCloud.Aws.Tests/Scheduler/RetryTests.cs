using LocalCloud.Aws.Deliveries;
using LocalCloud.Aws.Scheduler;
using LocalCloud.Aws.Scheduler.Invocations;

namespace LocalCloud.Aws.Tests.Scheduler;

public sealed class RetryTests
{
    private static readonly DateTimeOffset Begun = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DeliveryFailure Busy = new("ThrottlingException", "Slow down.", Retriable: true);

    [Fact]
    public void Tries_follow_at_growing_distances_up_to_the_number_of_the_policy()
    {
        var (tries, last) = Run(New(86400, 10));
        Assert.Equal(("MaximumRetryAttempts", 11), (last.DeadLetter!.Exhausted, last.Attempts));
        Assert.Equal(10, tries.Count);
        Assert.InRange(tries[0], TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1));
        Assert.InRange(tries[9], TimeSpan.FromSeconds(240), TimeSpan.FromSeconds(480));
    }

    [Fact]
    public void Tries_end_when_the_invocation_has_become_too_old()
    {
        var (tries, last) = Run(New(60, 185));
        Assert.Equal("MaximumEventAgeInSeconds", last.DeadLetter!.Exhausted);
        Assert.InRange(tries.Count, 5, 7);
    }

    [Fact]
    public void The_whole_policy_by_default_lasts_about_a_day()
    {
        var (tries, last) = Run(New(86400, 185));
        Assert.InRange(last.Due - Begun, TimeSpan.FromHours(15), TimeSpan.FromHours(24));
        Assert.True(tries.Count > 170);
    }

    [Fact]
    public void The_distances_are_the_same_in_every_run() => Assert.Equal(Run(New(86400, 20)).Tries, Run(New(86400, 20)).Tries);

    [Fact]
    public void What_cannot_be_mended_is_given_up_at_once()
    {
        var given = Outcome.Of(New(86400, 185), new("NonExistentQueue", "Gone.", Retriable: false), Begun).Next!;
        Assert.Equal((1, null), (given.Attempts, given.DeadLetter!.Exhausted));
    }

    [Theory]
    [InlineData("InternalFailure", 500, true)]
    [InlineData("ThrottlingException", 400, true)]
    [InlineData("TooManyRequestsException", 429, true)]
    [InlineData("ResourceNotFoundException", 404, false)]
    [InlineData("ValidationException", 400, false)]
    public void Errors_of_the_server_and_throttling_are_worth_another_try(string code, int status, bool retriable) =>
        Assert.Equal(retriable, InvocationFailure.Of(new AwsError(code, "m", status))!.Retriable);

    private static (List<TimeSpan> Tries, Invocation Last) Run(Invocation invocation)
    {
        var tries = new List<TimeSpan>();
        var now = Begun;
        while (true)
        {
            invocation = Outcome.Of(invocation, Busy, now).Next!;
            if (invocation.DeadLetter is not null)
                return (tries, invocation);
            tries.Add(invocation.Due - now);
            now = invocation.Due;
        }
    }

    private static Invocation New(int age, int attempts) =>
        new()
        {
            Key = "1",
            Schedule = "default/s",
            ScheduleArn = "arn:aws:scheduler:eu-west-1:123456789012:schedule/default/s",
            Target = new Target
            {
                Arn = "arn:aws:sqs:eu-west-1:123456789012:q",
                RetryPolicy = new(age, attempts),
                DeadLetterConfig = new("arn:aws:sqs:eu-west-1:123456789012:dead"),
            },
            ExecutionId = "0123456789abcdef",
            Scheduled = Begun,
            Begun = Begun,
            Due = Begun,
        };
}
