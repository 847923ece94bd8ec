namespace LocalCloud.Aws.EventBridge.Deliveries;

internal enum TargetKind { Queue, Bus, Other }

internal static class TargetKinds
{
    extension(TargetKind)
    {
        public static TargetKind Of(string text) => Arn.TryParse(text, out var arn) ? Of(arn) : TargetKind.Other;

        public static TargetKind Of(Arn arn) => arn switch
        {
            { Service: "sqs" } => TargetKind.Queue,
            { Service: "events" } when arn.Resource.StartsWith("event-bus/", StringComparison.Ordinal) => TargetKind.Bus,
            _ => TargetKind.Other,
        };
    }
}
