def execute_command(image) -> str:
    image_patch = ImagePatch(image)

    def touching_edge(item, box):
        return (
            item.left - box.left <= 1
            or box.right - item.right <= 1
            or item.lower - box.lower <= 1
            or box.upper - item.upper <= 1
        )

    boxes = image_patch.find('box')
    return bool_to_yesno(all(any(touching_edge(item, box) for item in box.find('yellow object')) for box in boxes))
