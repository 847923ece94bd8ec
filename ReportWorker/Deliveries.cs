using Platform.Queue.Consuming;

namespace ReportWorker;

static class Deliveries
{
    // maxReceiveCount of JobQueue in AppHost/resources.yaml: after it, the job goes to the dead-letter queue.
    const int Most = 5;

    /// <summary>The job will not come again by itself: who waits for it must be told.</summary>
    public static bool IsLast(this JobContext context) => context.Delivery >= Most;
}
