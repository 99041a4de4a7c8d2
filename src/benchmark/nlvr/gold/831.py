def execute_command(image) -> str:
    image_patch = ImagePatch(image)

    def in_corner(item, box):
        horizontal_gap = min(item.left - box.left, box.right - item.right)
        vertical_gap = min(item.lower - box.lower, box.upper - item.upper)
        return horizontal_gap <= 2 and vertical_gap <= 2

    for box in image_patch.find('box'):
        for item in box.find('item'):
            if in_corner(item, box):
                return 'yes'
    return 'no'
