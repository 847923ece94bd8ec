namespace LocalCloud.Aws.Sqs;

/// <summary>How often and when a message was received, and when it becomes visible again. Times are milliseconds since 1970.</summary>
internal readonly record struct Delivery(int Receives, long FirstReceived, long LastReceived, long VisibleAt);
