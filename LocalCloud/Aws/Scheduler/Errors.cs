namespace LocalCloud.Aws.Scheduler;

/// <summary>Scheduler's errors.</summary>
internal static class Errors
{
    public static AwsError NoSchedule(string name) => new("ResourceNotFoundException", $"Schedule {name} does not exist.", 404);

    public static AwsError NoGroup(string name) => new("ResourceNotFoundException", $"Schedule group {name} does not exist.", 404);

    public static AwsError ScheduleExists(string name) => new("ConflictException", $"Schedule {name} already exists.", 409);

    public static AwsError GroupExists(string name) => new("ConflictException", $"Schedule group {name} already exists.", 409);

    public static AwsError Invalid(string message) => new("ValidationException", message);
}
